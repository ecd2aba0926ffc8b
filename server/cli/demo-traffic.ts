import { playTraffic } from '../demo/play-traffic'
import { ownUrl } from '../process/listen'
import { type CliCommand, parseOptions, UsageError } from './command'
import { withCore } from './with-core'

const MOST_A_SECOND = 500
const MOST_MINUTES = 10_080

export const command: CliCommand = {
  name: 'demo traffic',
  summary: 'send entries to the running server, so that the map moves',
  help: `
Usage: npm run kakou -- demo traffic [--rate R] [--minutes N] [--url URL] [--json]

Makes tablets at the demo's staffed checkpoints and sends entries from them through the server's own socket, at the same
rate at any hour. Needs the demo and a running server. Ctrl+C ends it; its tablets go with it, its entries stay.

  --rate R      entries a second (2), up to ${MOST_A_SECOND}
  --minutes N   how long; without it until Ctrl+C
  --url URL     where the server is (http://127.0.0.1:PORT)
  --json        the sums as one JSON document on stdout
`,
  async run(argv, io) {
    const { values } = parseOptions(argv, {
      options: {
        rate: { type: 'string', default: '2' },
        minutes: { type: 'string' },
        url: { type: 'string' },
        json: { type: 'boolean' },
      },
    })
    const rate = numberOf('--rate', values.rate, MOST_A_SECOND)
    const minutes = values.minutes === undefined ? null : numberOf('--minutes', values.minutes, MOST_MINUTES)
    const given = values.url
    if (given !== undefined && !/^https?:\/\//.test(given)) throw new UsageError(`--url ${given}: wanted is http://…`)
    return withCore(io, async ({ database, clock, env }) => {
      const url = (given ?? ownUrl(env, env.port)).replace(/\/+$/, '')
      const end = new AbortController()
      const stop = () => end.abort()
      process.once('SIGINT', stop)
      process.once('SIGTERM', stop)
      try {
        if (!values.json) io.err(`Sending ${rate} entries a second to ${url}; Ctrl+C ends it.`)
        const report = await playTraffic(database.sql, clock, { url, rate, minutes, signal: end.signal })
        if (values.json) io.out(JSON.stringify(report))
        else io.out(`${report.stored} entries stored in ${report.seconds} s, ${report.refused} refused`)
        return report.refused > 0 || report.waiting > 0 ? 1 : 0
      } finally {
        process.off('SIGINT', stop)
        process.off('SIGTERM', stop)
      }
    })
  },
}

const numberOf = (name: string, text: string, most: number): number => {
  const value = Number(text)
  if (text.trim() !== '' && value > 0 && value <= most) return value
  throw new UsageError(`${name} ${text}: wanted is a number over 0, up to ${most}`)
}
