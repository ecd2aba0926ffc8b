import { refuse } from '../outcome'

export const NO_SCENARIO = refuse(
  'not-found',
  'There is no such plan within your jurisdiction; it may have been deleted.',
)
