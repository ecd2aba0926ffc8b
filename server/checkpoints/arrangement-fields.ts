import * as z from 'zod'

export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^\P{Cc}*$/u, 'must be one line without control characters')

/** What stands and who answers at a checkpoint, as an administrator writes it. */
export const Arrangement = z.object({
  agencies: z.array(line(60)).max(12),
  posts: z.array(line(40)).max(20),
  leader: z
    .object({
      name: line(60),
      title: z.string().trim().max(60),
      phone: z
        .string()
        .trim()
        .regex(/^\+?[\d -]{0,20}$/, 'must be a telephone number'),
    })
    .nullable(),
  equipment: z.array(z.object({ name: line(40), count: z.int().min(0).max(100_000) })).max(40),
})
export type Arrangement = z.infer<typeof Arrangement>
