/** What became of a row of a file, or would. */
export interface ImportedRow<Column extends string> {
  /** `row 4`, `feature 3` */
  where: string
  /** Of a checkpoint its code, of a person the id; of what is new the one to be. */
  code: string
  name: string
  act: 'create' | 'update' | 'same'
  /** Cells that say otherwise than what is stored, both as a table shows them; `before` is empty where nothing was there. */
  changes: { column: Column; before: string; after: string }[]
}

export const NOTHING_IMPORTED = 'Some rows are wrong; nothing was imported.'

/** Thrown to take back the transaction of an import that was only looked at, or in which a row was wrong. */
export class RolledBack extends Error {}
