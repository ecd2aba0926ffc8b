// CSS modules and the like, for a type check before the first build (which writes next-env.d.ts and is not committed).
/// <reference types="next" />

/** The build's name, set by next.config.js: a hash of the sources, `dev` in development. */
declare const BUILD_ID: string
