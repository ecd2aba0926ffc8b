import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of next.config.js, from the sources as well as from the bundle in .next/. */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'next.config.js'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Error('next.config.js is in none of the folders above this file')
    folder = parent
  }
  return folder
}
