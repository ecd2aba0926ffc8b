/** As `GET /staff` answers. */
export interface Staff {
  id: string
  name: string
  agency: string
  jurisdiction: { code: string; name: string }
  hasPin: boolean
  /** Null while at work. */
  endedAt: string | null
  crews: { checkpoint: string; place: string; crew: string; post: string | null }[]
}

/** A PIN that the server made and tells once. */
export interface ToldPin {
  name: string
  /** Of several at once, who is meant. */
  agency?: string
  pin: string
}
