import { uuidV7 } from '#domain/uuid'

/** A new id by this tablet's clock. `getRandomValues` exists on plain HTTP too, `randomUUID` does not. */
export const newId = (): string => uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(16)))
