/**
 * The `type` of a refusal that only wants the password once more (`POST /account/password/again`), then the same call. In a
 * file of its own: pages that ask the server anything need it, and must not bring zod along.
 */
export const PASSWORD_AGAIN = 'urn:kakou:password-again'
