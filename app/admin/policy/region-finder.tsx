'use client'

import { useEffect, useState } from 'react'
import type { Region } from '#domain/policy/regions'
import { useText } from '../../_text/language'
import { policy } from '../../_text/policy'
import { TextField } from '../../_ui/field'
import styles from './policy.module.css'

const SHOWN = 8

/** Finds a region by its name or code; the table comes only once somebody looks. */
export const RegionFinder = ({ onPick }: { onPick: (region: Region) => void }) => {
  const words = useText(policy).area
  const [typed, setTyped] = useState('')
  const [found, setFound] = useState<Region[]>([])

  useEffect(() => {
    let asked = true
    if (typed.trim() === '') setFound([])
    else {
      void import('#domain/policy/regions').then(({ findRegions }) => {
        if (asked) setFound(findRegions(typed, SHOWN))
      })
    }
    return () => {
      asked = false
    }
  }, [typed])

  return (
    <div className={styles.finder}>
      <TextField
        label={words.find}
        placeholder={words.findPlaceholder}
        value={typed}
        type="search"
        onChange={(event) => setTyped(event.target.value)}
      />
      {found.length > 0 ? (
        <ul className={styles.found}>
          {found.map((region) => (
            <li key={region.code}>
              <button
                type="button"
                onClick={() => {
                  onPick(region)
                  setTyped('')
                }}
              >
                <span>{region.name}</span>
                <span className={styles.code}>{region.code}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
