import { Audit } from './audit'

export default function Page() {
  return <Audit />
}
