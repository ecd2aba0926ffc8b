import { StaffList } from './staff-list'

export default function Page() {
  return <StaffList />
}
