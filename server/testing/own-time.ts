/**
 * The processor's milliseconds that this process took since then (`process.cpuUsage()`). Where client and server are this
 * process, it says how long an answer keeps others waiting, on a busy machine too.
 */
export const ownMs = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1_000
}
