'use client'

import { useState } from 'react'
import { PROVINCES } from '#domain/identifiers/plate'
import { isWithinCode } from '#domain/policy/policy'
import { findRegions, type Region, regionOf } from '#domain/policy/regions'
import { useText } from '../../_text/language'
import { tabletDetails } from '../../_text/tablet-details'
import { regionOfProvince } from '../_entry/choices'
import keyStyles from '../_keys/keys.module.css'
import { Question } from '../chips'
import styles from './details-sheet.module.css'

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

/** More than any province has. */
const EVERY = 500

/** The next level of a province ("33") or a city ("3305"); a municipality has its districts at once. */
function regionsIn(inside: string): Region[] {
  const all = findRegions(inside, EVERY)
  const cities = all.filter(({ code }) => code.endsWith('00') && !code.endsWith('0000'))
  if (inside.length === 2 && cities.length > 0) return cities
  return all.filter(({ code }) => !code.endsWith('00'))
}

/** What was said in the large gives way to what is said in the small. */
const refined = (codes: readonly string[], code: string): string[] => [
  ...codes.filter((one) => !isWithinCode(code, one)),
  code,
]

/** Where from: a risk area by its name, else province, city, county, as far as somebody knows. */
export const RegionField = ({ label, chosen, known, province, many = false, onChange }: RegionFieldProps) => {
  const words = useText(tabletDetails)
  const [open, setOpen] = useState(false)
  const [inside, setInside] = useState('')
  const name = (code: string): string =>
    known.find((region) => region.code === code)?.name ?? regionOf(code)?.name ?? code
  const close = () => {
    setOpen(false)
    setInside('')
  }
  const toggle = (code: string) => {
    if (chosen.includes(code)) return onChange(chosen.filter((one) => one !== code))
    onChange(many ? refined(chosen, code) : [code])
    if (code.endsWith('0000')) setInside(code.slice(0, 2))
    else if (code.endsWith('00') && regionOf(code)) setInside(code.slice(0, 4))
    else if (!many) close()
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
  const around = inside === '' ? '' : (regionOf(inside)?.name ?? '')
  return (
    <Question label={label}>
      <div className={styles.chips}>
        {chosen.map((code) => key(code, name(code)))}
        <button
          type="button"
          className={`${keyStyles.plain} ${styles.open}`}
          aria-expanded={open}
          onClick={() => (open ? close() : setOpen(true))}
        >
          {open ? words.done : chosen.length === 0 ? words.chosenNone : words.choose}
        </button>
        {open && inside !== '' ? (
          <button type="button" className={`${keyStyles.plain} ${styles.open}`} onClick={() => setInside('')}>
            {words.province}
          </button>
        ) : null}
      </div>
      {open && inside === '' ? (
        <>
          {known.length > 0 ? (
            <div className={styles.chips}>{known.map((region) => key(region.code, region.name))}</div>
          ) : null}
          <div className={styles.provinces}>
            {[...PROVINCES].sort((a, b) => first(b) - first(a)).map((one) => key(regionOfProvince(one) ?? one, one))}
          </div>
        </>
      ) : null}
      {open && inside !== '' ? (
        <div className={styles.chips}>
          {regionsIn(inside).map((region) =>
            key(region.code, region.name.startsWith(around) ? region.name.slice(around.length) : region.name),
          )}
        </div>
      ) : null}
    </Question>
  )
}
