import type { Alert } from '#protocol/live'
import { isAlarm } from '../_live/alert-order'
import { CheckpointMark } from './glyph'
import { Icon } from './icons'

/** The shape before the words: an octagon is trouble that stops the lane, a glyph is a checkpoint's state. */
export const AlertMark = ({ alert }: { alert: Alert }) => {
  if (isAlarm(alert)) return <CheckpointMark state="alarm" count="!" scale={0.72} />
  switch (alert.kind) {
    case 'offline':
      return <CheckpointMark state="offline" />
    case 'queue':
    case 'two-hours':
      return <Icon name="clock" size={20} />
    case 'zero-report':
      return <Icon name="file" size={20} />
    default:
      return <Icon name="warning" size={20} />
  }
}
