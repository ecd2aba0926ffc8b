'use client'

import { useMap } from 'react-leaflet'
import { useText } from '../_text/language'
import { mapWords } from '../_text/map'
import styles from './map.module.css'
import { useMapSetting } from './map-context'

/** Nearer, farther, the whole county: for those without a wheel or two fingers. */
export const MapButtons = () => {
  const map = useMap()
  const { refit } = useMapSetting()
  const words = useText(mapWords)
  return (
    <div className={styles.buttons} data-over-map="panel">
      <Sign label={words.nearer} d="M8 3v10M3 8h10" onPress={() => map.zoomIn()} />
      <Sign label={words.farther} d="M3 8h10" onPress={() => map.zoomOut()} />
      <Sign label={words.wholeCounty} d="M6 2.5H2.5V6M10 2.5h3.5V6M6 13.5H2.5V10M10 13.5h3.5V10" onPress={refit} />
    </div>
  )
}

const Sign = ({ label, d, onPress }: { label: string; d: string; onPress: () => void }) => (
  <button type="button" className={styles.sign} aria-label={label} title={label} onClick={onPress}>
    <svg
      width={16}
      height={16}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d={d} />
    </svg>
  </button>
)
