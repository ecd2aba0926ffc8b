/** What a kind of file says of itself. */
export interface FileWords<Column extends string> {
  title: string
  hint: string
  apply(count: number): string
  columns: Readonly<Record<Column, string>>
  /** What each column wants; empty where the server's own words do. */
  expects: Readonly<Partial<Record<Column, string>>>
}

/** Rows of a list about a file; the rest is a number. */
export const ROWS_SHOWN = 40
