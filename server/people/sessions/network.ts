import { isIPv6 } from 'node:net'

/** Whoever has one IPv6 address has 2⁶⁴ of them: they count as one. */
export const network = (address: string | null): string => {
  if (address === null || !isIPv6(address) || address.startsWith('::ffff:')) return address ?? 'unknown'
  const [head = '', tail = ''] = (address.split('%', 1)[0] ?? '').split('::')
  const before = head.split(':').filter((group) => group !== '')
  const after = tail.split(':').filter((group) => group !== '')
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  return [...before, ...zeros, ...after].slice(0, 4).join(':')
}
