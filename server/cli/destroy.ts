import { closeSync, openSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import type { Core } from '../core'
import { CLI_ACTOR } from '../people/cli-actor'
import { destroyPersonal } from '../persons/destroy-personal'
import { type CliCommand, parseOptions, UsageError } from './command'
import { withCore } from './with-core'

export const command: CliCommand = {
  name: 'destroy',
  summary: 'end an epidemic: destroy what is personal, and write a certificate',
  help: `
Usage: npm run kakou -- destroy --event NAME [--out FILE] [--yes] [--json]

Destroys the plates, readings, symptoms and persons of all entries, the marks that they are found by, and the keys that
they were sealed under, also for what is sealed in the audit and on tablets, and what was written of alerts and in shifts.
Bare entries and counters stay, and verify finds them equal; so do accounts with their codes at sign-in, and where alerts
are sent. A running server goes on under new keys. It can't be undone.
  --event NAME  what ends, as the certificate names it
  --out FILE    where the certificate goes, which must not be there yet; default destroyed-DATE.txt in KAKOU_DATA (with a
                number where that is there). It is kept in the database too
  --yes         don't ask
  --json        print the facts of the certificate and its path (wants --yes)

Backups made before hold all of it, and are for you to destroy: plates, readings, symptoms and what was written of alerts
are read with the backup's own passphrase. What was sealed opens with the old master key alone: where that came from
KAKOU_KEY, change it by key rotate --to, and destroy it.
`,
  async run(argv, io) {
    const { values } = parseOptions(argv, {
      options: {
        event: { type: 'string' },
        out: { type: 'string' },
        yes: { type: 'boolean' },
        json: { type: 'boolean' },
      },
    })
    const event = values.event?.trim() ?? ''
    if (event === '' || event.length > 200) throw new UsageError('--event NAME is missing, of at most 200 characters')
    if (!values.yes && (values.json || !process.stdin.isTTY)) {
      throw new UsageError('it can not be undone: say --yes, or run it in a terminal where it can ask')
    }
    if (!values.yes && !(await confirmed(event))) {
      io.err('Nothing was destroyed.')
      return 1
    }
    return withCore(io, async (core) => {
      // Before anything is gone: a place that can not be written to is no reason to have no certificate.
      const { path, file } = openCertificate(values.out ?? null, core)
      const { facts, certificate } = await destroyPersonal(core, CLI_ACTOR.name, event).catch((error: unknown) => {
        closeSync(file)
        unlinkSync(path)
        throw error
      })
      writeFileSync(file, certificate)
      closeSync(file)
      if (values.json) io.out(JSON.stringify({ ...facts, certificate: path }))
      else {
        io.out(certificate)
        io.out(path)
      }
      return facts.faults === 0 ? 0 : 1
    })
  },
}

/** An empty file that was not there before. */
const openCertificate = (out: string | null, { env, clock }: Core): { path: string; file: number } => {
  const day = new Date(clock.now()).toISOString().slice(0, 10)
  for (let number = 1; ; number++) {
    const path = out ?? join(env.dataDir, `destroyed-${day}${number === 1 ? '' : `-${number}`}.txt`)
    try {
      return { path, file: openSync(path, 'wx', 0o600) }
    } catch (error) {
      const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST'
      if (isThere && out === null) continue
      const why = isThere ? 'is there already: name another' : 'can not be written: name another place'
      throw new UsageError(`--out ${path} ${why}. Nothing was destroyed`)
    }
  }
}

const confirmed = async (event: string): Promise<boolean> => {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const answer = await terminal.question(
      `This destroys the persons and plates of all entries. Type "${event}" to go on: `,
    )
    return answer.trim() === event
  } finally {
    terminal.close()
  }
}
