const LINES = {
  monitored: { stroke: 'var(--road-primary)', width: 1.8, dash: undefined, cap: 'round' },
  exposed: { stroke: 'var(--road-exposed)', width: 3.4, dash: '7 3.6', cap: 'butt' },
  lapsed: { stroke: 'var(--road-lapsed)', width: 3.4, dash: '14 3.4 3 3.4', cap: 'butt' },
  unreachable: { stroke: 'var(--map-boundary)', width: 2, dash: '0 4.4', cap: 'round' },
} as const

/** A road as the map draws it in this state; the word stands beside it. */
export const RoadMark = ({ state }: { state: keyof typeof LINES }) => {
  const { stroke, width, dash, cap } = LINES[state]
  return (
    <svg width={40} height={6} viewBox="0 0 40 6" aria-hidden="true">
      <path d="M2 3H38" stroke={stroke} strokeWidth={width} strokeDasharray={dash} strokeLinecap={cap} />
    </svg>
  )
}
