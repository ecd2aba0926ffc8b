/** A plate that was typed elsewhere in this page, to be looked for here. Not in the address: a plate is personal. */
let asked: string | null = null

export const askForPlate = (plate: string): void => {
  asked = plate
}

/** Once: who comes back later begins with an empty form. */
export const takeAskedPlate = (): string => {
  const plate = asked ?? ''
  asked = null
  return plate
}
