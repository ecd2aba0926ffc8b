import { encode } from 'uqr'

/** A QR code drawn in ink on white, whatever the ground: readers need the contrast. */
export const Qr = ({ content, label, size }: { content: string; label: string; size: number }) => {
  const code = encode(content, { ecc: 'M', border: 2 })
  const dark = code.data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg width={size} height={size} viewBox={`0 0 ${code.size} ${code.size}`} shapeRendering="crispEdges" role="img">
      <title>{label}</title>
      <rect width={code.size} height={code.size} fill="#ffffff" />
      <path d={dark.join('')} fill="#000000" />
    </svg>
  )
}
