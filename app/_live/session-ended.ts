/** The one way by which a call that met no session any more has the page look who is there. */

let tell: () => void = () => undefined

export const whenSessionEnded = (how: () => void): void => {
  tell = how
}

export const sessionEnded = (): void => tell()
