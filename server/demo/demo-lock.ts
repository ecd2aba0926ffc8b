/** Held by the server that plays the demo: of several on one database, one does. */
export const DEMO_LOCK = 7_203_950
