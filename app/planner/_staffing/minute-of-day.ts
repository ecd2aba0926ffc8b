const MINUTES = 60

/** 08:05 of a minute from midnight; midnight at the end of the day is 24:00. */
export const minuteOfDay = (minute: number): string => {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minute / MINUTES))}:${two(minute % MINUTES)}`
}
