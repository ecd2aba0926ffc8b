import { bundlePlantedServer, PLANTED } from './planted'
import { runChaos } from './run'

interface ProveOptions {
  root: string
  seed: number
  patienceMs: number
  say(line: string): void
  signal: AbortSignal
}

/** Plants the mistakes one at a time. Whether each was found. */
export const prove = async ({ root, say, ...options }: ProveOptions): Promise<boolean> => {
  await bundlePlantedServer(root)
  let found = 0
  const planted = Object.entries(PLANTED)
  for (const [name, mistake] of planted) {
    say(`planted: ${name}`)
    const { findings } = await runChaos({ ...options, say, faults: mistake.faults, planted: mistake })
    const shown = findings.find((finding) => mistake.shows.test(finding))
    if (shown !== undefined) found++
    say(shown === undefined ? `  NOT FOUND; instead: ${findings[0] ?? 'nothing'}` : `  found: ${shown}`)
  }
  say(`${found} of ${planted.length} found`)
  return found === planted.length
}
