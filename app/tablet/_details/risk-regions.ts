import type { RoomView } from '../_room/room-shape'
import type { KnownRegion } from './region-field'

/** The risk areas of the policy by name, for those who say that they were there. */
export const knownRegions = ({ policy }: RoomView): KnownRegion[] =>
  (policy?.riskAreas ?? []).flatMap(({ code, part, name }) => (code === null ? [] : [{ code, name: part ?? name }]))
