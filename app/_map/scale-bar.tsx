'use client'

import { useEffect, useState } from 'react'
import { useMap } from 'react-leaflet'
import { useText } from '../_text/language'
import { mapWords } from '../_text/map'
import styles from './map.module.css'
import type { MapBackground } from './map-data'
import { metresPerPixel } from './mercator'
import { useCredit } from './use-credit'

const WIDEST_PX = 84

/** The longest of 1, 2, 5 times a power of ten that the bar holds, metres. */
const roundMetres = (most: number): number => {
  const power = 10 ** Math.floor(Math.log10(most))
  const steps = most / power
  return power * (steps >= 5 ? 5 : steps >= 2 ? 2 : 1)
}

/** The scale at the middle of the map, whose roads these are, and who may see it. */
export const ScaleBar = ({ background }: { background: Pick<MapBackground, 'attribution' | 'demo'> }) => {
  const map = useMap()
  const words = useText(mapWords)
  const credit = useCredit(background)
  const [perPixel, setPerPixel] = useState(() => metresPerPixel(map.getCenter().lat, map.getZoom()))
  useEffect(() => {
    const measure = () => setPerPixel(metresPerPixel(map.getCenter().lat, map.getZoom()))
    measure()
    map.on('zoomend moveend', measure)
    return () => {
      map.off('zoomend moveend', measure)
    }
  }, [map])
  const metres = roundMetres(perPixel * WIDEST_PX)
  const length = metres >= 1000 ? words.kilometres(String(metres / 1000)) : words.metres(String(metres))
  return (
    <div className={styles.scale} data-over-map="panel">
      <span className={styles.bar} style={{ width: metres / perPixel }} role="img" aria-label={words.scale(length)} />
      <span className={styles.length}>{length}</span>
      <span className={styles.attribution}>
        {words.internalUse} · {credit}
      </span>
    </div>
  )
}
