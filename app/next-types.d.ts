// CSS modules and the like, for a type check before the first build (which writes next-env.d.ts and is not committed).
/// <reference types="next" />
