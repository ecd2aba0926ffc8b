import { CHECKPOINT_GLYPHS, type CheckpointGlyph, CROSSING_GLYPHS, type CrossingGlyph, type Glyph } from './glyphs'

const Drawn = ({
  glyph,
  count,
  scale = 1,
}: {
  glyph: Glyph
  count?: string | undefined
  scale?: number | undefined
}) => {
  const side = glyph.reach * 2
  return (
    <svg
      width={side * scale}
      height={side * scale}
      viewBox={`${-glyph.reach} ${-glyph.reach} ${side} ${side}`}
      aria-hidden="true"
    >
      {glyph.layers.map((layer) => (
        <path
          key={`${layer.d} ${layer.stroke ?? layer.fill ?? ''}`}
          d={layer.d}
          fill={layer.fill ? `var(--${layer.fill})` : 'none'}
          stroke={layer.stroke ? `var(--${layer.stroke})` : undefined}
          strokeWidth={layer.stroke ? (layer.width ?? 1) : undefined}
          strokeDasharray={layer.dash?.join(' ')}
          strokeLinecap={layer.stroke ? (layer.cap ?? 'round') : undefined}
          strokeLinejoin={layer.stroke ? 'round' : undefined}
        />
      ))}
      {count === undefined ? null : (
        <text y={4.6} textAnchor="middle" fontSize={13} fontWeight={700} fill="var(--mark-casing)">
          {count}
        </text>
      )}
    </svg>
  )
}

/** The state's word stands beside it, so it is hidden from screen readers. `count` is an alarm's. */
export const CheckpointMark = ({ state, count, scale }: { state: CheckpointGlyph; count?: string; scale?: number }) => (
  <Drawn glyph={CHECKPOINT_GLYPHS[state]} count={count} scale={scale} />
)

export const CrossingMark = ({ state, scale }: { state: CrossingGlyph; scale?: number }) => (
  <Drawn glyph={CROSSING_GLYPHS[state]} scale={scale} />
)
