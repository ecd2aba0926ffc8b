/** Names of facts in the store that the courier writes. */
export const FACTS = { epoch: 'epoch', clock: 'clock', policy: 'policy', offered: 'offeredFor' } as const
