import type { PlateForm, VehicleKind } from '#domain/entries/entry'
import { defaultPlateType, PLATE_TYPES } from '#domain/identifiers/plate'

/** The colours that staff see on plates, in the order in which one key goes through them. */
export const PLATE_COLOURS = ['blue', 'yellow', 'green', 'white', 'black'] as const
export type PlateColour = (typeof PLATE_COLOURS)[number]

/** GA/T 16.7: vehicles of foreigners (外籍汽车), black plates without another sign. */
const FOREIGN_CAR = '06'

const COLOUR_OF: Readonly<Record<string, PlateColour>> = {
  [PLATE_TYPES.large]: 'yellow',
  [PLATE_TYPES.small]: 'blue',
  [PLATE_TYPES.embassy]: 'black',
  [PLATE_TYPES.consulate]: 'black',
  [FOREIGN_CAR]: 'black',
  [PLATE_TYPES.motorcycle]: 'yellow',
  [PLATE_TYPES.moped]: 'blue',
  [PLATE_TYPES.embassyMotorcycle]: 'black',
  [PLATE_TYPES.consulateMotorcycle]: 'black',
  [PLATE_TYPES.lowSpeed]: 'yellow',
  [PLATE_TYPES.tractor]: 'green',
  [PLATE_TYPES.trailer]: 'yellow',
  [PLATE_TYPES.training]: 'yellow',
  [PLATE_TYPES.trainingMotorcycle]: 'yellow',
  [PLATE_TYPES.temporary]: 'blue',
  [PLATE_TYPES.police]: 'white',
  [PLATE_TYPES.policeMotorcycle]: 'white',
  [PLATE_TYPES.hongKong]: 'black',
  [PLATE_TYPES.macao]: 'black',
  [PLATE_TYPES.armedPolice]: 'white',
  [PLATE_TYPES.military]: 'white',
  [PLATE_TYPES.largeNewEnergy]: 'green',
  [PLATE_TYPES.smallNewEnergy]: 'green',
}

/** The colour of a plate type, GA/T 16.7; null where it is absent or tells none. */
export const colourOf = (plateType: string | null | undefined): PlateColour | null =>
  plateType ? (COLOUR_OF[plateType] ?? null) : null

interface SeenPlate {
  plate: string
  form: PlateForm
  kind: VehicleKind
}

/** The colour that a plate of this form most likely has; null where it tells nothing. */
export function likelyColour({ plate, form, kind }: SeenPlate): PlateColour | null {
  const code = defaultPlateType(plate, kind, form)
  return colourOf(code)
}

/** The plate type for a colour that was seen, GA/T 16.7. */
export function plateTypeOf(colour: PlateColour, { plate, form, kind }: SeenPlate): string {
  const likely = defaultPlateType(plate, kind, form)
  if (likely !== null && COLOUR_OF[likely] === colour) return likely
  switch (colour) {
    case 'blue':
      return kind === 'motorcycle' ? PLATE_TYPES.moped : PLATE_TYPES.small
    case 'yellow':
      return kind === 'motorcycle' ? PLATE_TYPES.motorcycle : PLATE_TYPES.large
    case 'green':
      return kind === 'truck' || kind === 'coach' ? PLATE_TYPES.largeNewEnergy : PLATE_TYPES.smallNewEnergy
    case 'white':
      if (plate.startsWith('WJ')) return PLATE_TYPES.armedPolice
      return form === 'special' ? PLATE_TYPES.military : PLATE_TYPES.police
    case 'black':
      return FOREIGN_CAR
  }
}
