import { ROLES, type Role } from '../../db/schema/people'
import { UsageError } from './command'

/** The role that `--role` names. */
export const oneRole = (role: string | undefined): Role => {
  const known = ROLES.find((one) => one === role)
  if (known === undefined) throw new UsageError(`--role must be one of ${ROLES.join(', ')}`)
  return known
}
