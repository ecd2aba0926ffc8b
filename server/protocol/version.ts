/** The number that every connection carries. A server refuses what lies outside [MIN, MAX] with `upgrade`. */
export const PROTOCOL = 1
export const PROTOCOL_MIN = 1
export const PROTOCOL_MAX = 1
