/** The counts of a step of a day that is gone through again, in this order: few, since there are thousands of steps. Pages read it without the schemas. */
export const REPLAY_COUNTS = ['vehiclesIn', 'vehiclesOut', 'people', 'highReadings', 'fevers', 'riskVehicles'] as const
