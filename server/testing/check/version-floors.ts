/** Versions with known weaknesses must not be installed. A table of our own, since `npm audit` needs a network. */
import type { Finding } from './finding'
import type { LockFile } from './package-rules'

interface Floor {
  name: string
  /** The first version that is good. */
  from: string
  /** What can be done with an older one. */
  why: string
}

export const FLOORS: readonly Floor[] = [
  { name: 'socket.io-parser', from: '4.2.7', why: 'a packet can make the server hold memory without bound' },
  { name: 'engine.io', from: '6.6.7', why: 'a binary POST stops the server (CVE-2026-59725)' },
  { name: 'socket.io', from: '4.6.2', why: 'a packet ends the process (CVE-2024-38355)' },
  { name: 'ws', from: '8.17.1', why: 'a request with many headers ends the process (CVE-2024-37890)' },
  { name: 'next', from: '16.4.1', why: 'its releases before are named in advisories' },
  { name: 'drizzle-orm', from: '0.45.2', why: 'names of columns and tables are not escaped in every place' },
  { name: 'undici', from: '7.5.0', why: 'a bad certificate makes memory leak (CVE-2025-47279)' },
  { name: 'cookie', from: '0.7.0', why: 'a name or path can add fields to the cookie (CVE-2024-47764)' },
  { name: 'postcss', from: '8.4.31', why: 'comments are taken for rules (CVE-2023-44270)' },
  { name: 'nanoid', from: '3.3.8', why: 'ids can be foreseen (CVE-2024-55565)' },
  { name: 'find-my-way', from: '9.0.1', why: 'a path can stall the router (CVE-2024-45813)' },
]

/** Packages that must not be there in any version. */
const NEVER: Readonly<Record<string, string>> = {
  xlsx: 'its last release on the registry has known weaknesses; use hucre',
}

export function checkFloors(lock: LockFile): Finding[] {
  const findings: Finding[] = []
  for (const [path, { version, dev }] of Object.entries(lock.packages)) {
    if (version === undefined || dev === true) continue
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const floor = FLOORS.find((one) => one.name === name)
    const never = NEVER[name]
    const reason =
      never !== undefined
        ? `${path}: ${never}`
        : floor !== undefined && isBelow(version, floor.from)
          ? `${path} is ${version}: ${floor.why}; take ${floor.from} or later`
          : null
    if (reason !== null) findings.push({ file: 'package-lock.json', line: 0, rule: 'version-floors', reason })
  }
  return findings
}

/** A pre-release of the floor itself is below it. */
function isBelow(version: string, floor: string): boolean {
  const [core = '', pre] = version.split('-', 2)
  const parts = core.split('.').map(Number)
  const least = floor.split('.').map(Number)
  for (let index = 0; index < 3; index++) {
    const difference = (parts[index] ?? 0) - (least[index] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return pre !== undefined
}
