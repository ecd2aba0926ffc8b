'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import styles from './sections.module.css'
import { useCurrentInView } from './use-current-in-view'

/** The parts of a room as links. How they stand, in a row or a column, is the room's to say. */
export const Sections = <Name extends string>({
  label,
  sections,
  words,
  className = '',
}: {
  label: string
  sections: readonly { name: Name; path: string }[]
  words: Record<Name, string>
  className?: string
}) => {
  const here = usePathname()
  const row = useCurrentInView(here)
  return (
    <nav ref={row} className={`${styles.sections} ${className}`} aria-label={label}>
      {sections.map(({ name, path }) => (
        <Link
          key={name}
          href={path}
          className={styles.section}
          aria-current={path === here ? 'page' : undefined}
          prefetch={false}
        >
          {words[name]}
        </Link>
      ))}
    </nav>
  )
}
