import type { Entry, Load, LoadKind, Person, Vehicle } from '#domain/entries/entry'
import { normaliseIdNumber } from '#domain/identifiers/id-number'
import { normalisePhone } from '#domain/identifiers/phone'
import { normalisePlate } from '#domain/identifiers/plate'

/** What is one tap away and costs none when all is normal. Text as typed, empty for nothing. */

export interface PersonDetails {
  name: string
  phone: string
  /** GA/T 517 code. */
  idKind: string
  idNumber: string
  /** Why there is no document. */
  noId: string
  guardian: number | null
  category: string
  /** GB/T 2260 code. */
  origin: string
  via: readonly string[]
  /** Null: nobody asked. */
  riskVisit: boolean | null
  symptoms: readonly string[]
}

export interface LoadDetails {
  kind: LoadKind
  what: string
  count: string
  certificate: string
  /** YYYY-MM-DD. */
  expires: string
  disinfected: boolean | null
}

export interface TripDetails {
  /** GB/T 2260 code. */
  origin: string
  destination: string
  purpose: string
  trip: string
  pass: string
  trailerPlate: string
  load: LoadDetails | null
}

/** GA/T 517: the resident ID card. */
export const RESIDENT_ID_CARD = '111'

export const NO_DETAILS: PersonDetails = {
  name: '',
  phone: '',
  idKind: RESIDENT_ID_CARD,
  idNumber: '',
  noId: '',
  guardian: null,
  category: '',
  origin: '',
  via: [],
  riskVisit: null,
  symptoms: [],
}

export const NO_TRIP: TripDetails = {
  origin: '',
  destination: '',
  purpose: '',
  trip: '',
  pass: '',
  trailerPlate: '',
  load: null,
}

export const emptyLoad = (kind: LoadKind): LoadDetails => ({
  kind,
  what: '',
  count: '',
  certificate: '',
  expires: '',
  disinfected: null,
})

/** Live animals travel with a quarantine certificate. */
export const needsCertificate = (kind: LoadKind): boolean => kind === 'livestock' || kind === 'poultry'

const said = <Name extends string>(name: Name, text: string): { [Key in Name]?: string } => {
  const trimmed = text.trim()
  // The only key is `name`.
  return (trimmed === '' ? {} : { [name]: trimmed }) as { [Key in Name]?: string }
}

const listed = <Name extends string>(name: Name, list: readonly string[]): { [Key in Name]?: string[] } =>
  (list.length === 0 ? {} : { [name]: [...list] }) as { [Key in Name]?: string[] }

export const idNumberOf = ({ idKind, idNumber }: PersonDetails): string =>
  idKind === RESIDENT_ID_CARD ? normaliseIdNumber(idNumber) : idNumber.trim()

export function toPersonFields(details: PersonDetails): Partial<Person> {
  const idNumber = idNumberOf(details)
  return {
    ...said('name', details.name),
    ...said('phone', normalisePhone(details.phone)),
    ...(idNumber === '' ? {} : { idNumber }),
    ...(idNumber === '' || details.idKind === RESIDENT_ID_CARD ? {} : { idKind: details.idKind }),
    ...(idNumber === '' ? said('noId', details.noId) : {}),
    ...(details.guardian === null ? {} : { guardian: details.guardian }),
    ...said('category', details.category),
    ...said('origin', details.origin),
    ...listed('via', details.via),
    ...(details.riskVisit === null ? {} : { riskVisit: details.riskVisit }),
    ...listed('symptoms', details.symptoms),
  }
}

export const personDetailsOf = (person: Person): PersonDetails => ({
  name: person.name ?? '',
  phone: person.phone ?? '',
  idKind: person.idKind ?? RESIDENT_ID_CARD,
  idNumber: person.idNumber ?? '',
  noId: person.noId ?? '',
  guardian: person.guardian ?? null,
  category: person.category ?? '',
  origin: person.origin ?? '',
  via: person.via ?? [],
  riskVisit: person.riskVisit ?? null,
  symptoms: person.symptoms ?? [],
})

const toLoad = (load: LoadDetails): Load => ({
  kind: load.kind,
  ...said('what', load.what),
  ...(/^\d+$/.test(load.count) ? { count: Number(load.count) } : {}),
  ...said('certificate', load.certificate),
  ...said('expires', load.expires),
  ...(load.disinfected === null ? {} : { disinfected: load.disinfected }),
})

type TripFields = Pick<Entry, 'origin' | 'destination' | 'purpose' | 'trip' | 'pass' | 'load'>

export const toTripFields = (trip: TripDetails): TripFields => ({
  ...said('origin', trip.origin),
  ...said('destination', trip.destination),
  ...said('purpose', trip.purpose),
  ...said('trip', trip.trip),
  ...said('pass', trip.pass),
  ...(trip.load === null ? {} : { load: toLoad(trip.load) }),
})

export const trailerPlateOf = (trip: TripDetails): string => normalisePlate(trip.trailerPlate)

export const trailerFields = (trip: TripDetails): Pick<Vehicle, 'trailerPlate'> =>
  said('trailerPlate', trailerPlateOf(trip))

export const tripDetailsOf = (entry: Entry): TripDetails => ({
  origin: entry.origin ?? '',
  destination: entry.destination ?? '',
  purpose: entry.purpose ?? '',
  trip: entry.trip ?? '',
  pass: entry.pass ?? '',
  trailerPlate: entry.vehicle?.trailerPlate ?? '',
  load: entry.load
    ? {
        kind: entry.load.kind,
        what: entry.load.what ?? '',
        count: entry.load.count == null ? '' : String(entry.load.count),
        certificate: entry.load.certificate ?? '',
        expires: entry.load.expires ?? '',
        disinfected: entry.load.disinfected ?? null,
      }
    : null,
})

/** Whether anything of it was said. */
export const saysSomething = (details: PersonDetails | TripDetails): boolean =>
  Object.entries(details).some(([name, value]) =>
    name === 'idKind' ? false : Array.isArray(value) ? value.length > 0 : value !== '' && value !== null,
  )
