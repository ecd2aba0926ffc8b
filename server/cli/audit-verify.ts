import { verifyChain } from '../audit-trail/verify-chain'
import { type CliCommand, parseOptions, UsageError } from './command'
import { withDatabase } from './with-database'

export const command: CliCommand = {
  name: 'audit verify',
  summary: 'compute the chain of audit lines again and say whether anything was changed',
  help: `
Usage: npm run kakou -- audit verify [--head HASH] [--json]

Reads every audit line in one snapshot and computes the chain again. Exit 1 where a line or a link was changed, taken out
or slipped in. A chain alone does not show that its end was cut off: that is what --head is for.
  --head HASH  64 hexadecimal digits that were written down earlier (the daily report prints them): must still be in it
  --json       print {ok, links, lines, waiting, head, faults}
`,
  async run(argv, io) {
    const { values } = parseOptions(argv, { options: { head: { type: 'string' }, json: { type: 'boolean' } } })
    const head = values.head?.toLowerCase() ?? null
    if (head !== null && !/^[0-9a-f]{64}$/.test(head)) throw new UsageError('--head takes 64 hexadecimal digits')
    const report = await withDatabase(io, ({ sql }) => verifyChain(sql, head))
    const ok = report.faults.length === 0
    if (values.json) io.out(JSON.stringify({ ok, ...report }))
    else {
      for (const fault of report.faults) io.out(fault)
      const { lines, links, waiting } = report
      io.out(
        `${ok ? 'Nothing was changed' : 'The audit does not hold'}: ${lines} lines in ${links} links, ${waiting} wait.`,
      )
      if (report.head !== null) io.out(`Head: ${report.head}`)
    }
    return ok ? 0 : 1
  },
}
