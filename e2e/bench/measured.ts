/** What docs/performance.md says was measured, for models that assume nothing else. */
export interface Measured {
  /** Acknowledged entries a second of 200 writers, by entries a message. */
  acks: { one: number; twenty: number }
  /** Processor time of the server an entry, us: 50 writers of one, 200 of one, 200 of twenty. */
  serverUs: { few: number; one: number; twenty: number }
  /** Processor time of the database an entry, us. */
  databaseUs: number
  /** Of the database's disk. */
  rowBytes: number
  /** Of the server's memory, for a connected idle tablet. */
  tabletKb: number
}

/** @throws Error that names what is not in the text. */
export const readMeasured = (report: string): Measured => {
  // What is bold is bold for people.
  const text = report.replaceAll('**', '')
  const number = (what: string, found: RegExpExecArray | null): number => {
    const value = Number(found?.[1]?.replaceAll(',', ''))
    if (!Number.isFinite(value)) throw new Error(`docs/performance.md does not say "${what}"`)
    return value
  }
  /** The first figure of the table's row that begins so. */
  const row = (name: string) => {
    const cell = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    return number(name, new RegExp(`^\\| ${cell} \\| ([\\d.,]+)`, 'm').exec(text))
  }
  return {
    acks: { one: row('200 writers of one'), twenty: row('200 writers of twenty') },
    serverUs: {
      few: row('50 writers of one: server time an entry'),
      one: row('200 writers of one: server time an entry'),
      twenty: row('200 writers of twenty: server time an entry'),
    },
    databaseUs: row("the database's time an entry"),
    rowBytes: row('database, a row'),
    tabletKb: number('an idle tablet takes', /idle\s+tablet\s+takes\s+([\d.]+)\s+kB/.exec(text)),
  }
}
