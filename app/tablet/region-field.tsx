'use client'

import { useState } from 'react'
import { PROVINCES } from '#domain/plate'
import { useText } from '../_text/language'
import { tabletDetails } from '../_text/tablet-details'
import { provinceOfRegion, regionOfProvince } from './_entry/choices'
import { Question } from './chips'
import styles from './details-sheet.module.css'
import keyStyles from './keys.module.css'

export interface KnownRegion {
  code: string
  name: string
}

interface RegionFieldProps {
  label: string
  chosen: readonly string[]
  /** The risk areas in force: what matters most to be told apart. */
  known: readonly KnownRegion[]
  /** Shown first among the provinces. */
  province: string
  many?: boolean
  onChange: (codes: string[]) => void
}

/** Where from: a risk area by its name, else the province by its character. */
export const RegionField = ({ label, chosen, known, province, many = false, onChange }: RegionFieldProps) => {
  const words = useText(tabletDetails)
  const [open, setOpen] = useState(false)
  const name = (code: string): string =>
    known.find((region) => region.code === code)?.name ?? provinceOfRegion(code) ?? code
  const toggle = (code: string) => {
    if (chosen.includes(code)) return onChange(chosen.filter((one) => one !== code))
    if (!many) setOpen(false)
    onChange(many ? [...chosen, code] : [code])
  }
  const key = (code: string, word: string) => (
    <button
      key={code}
      type="button"
      className={`${keyStyles.plain} ${chosen.includes(code) ? keyStyles.chosen : ''}`}
      aria-pressed={chosen.includes(code)}
      onClick={() => toggle(code)}
    >
      {word}
    </button>
  )
  const first = (one: string) => Number(one === province)
  return (
    <Question label={label}>
      <div className={styles.chips}>
        {open ? null : chosen.map((code) => key(code, name(code)))}
        <button
          type="button"
          className={`${keyStyles.plain} ${styles.open}`}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? words.done : chosen.length === 0 ? words.chosenNone : words.choose}
        </button>
      </div>
      {open ? (
        <>
          {known.length > 0 ? (
            <div className={styles.chips}>{known.map((region) => key(region.code, region.name))}</div>
          ) : null}
          <div className={styles.provinces}>
            {[...PROVINCES].sort((a, b) => first(b) - first(a)).map((one) => key(regionOfProvince(one) ?? one, one))}
          </div>
        </>
      ) : null}
    </Question>
  )
}
