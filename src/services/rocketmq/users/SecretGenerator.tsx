import type { UseFormReturnType } from '@mantine/form'
import { useState } from 'react'
import { Button } from '~/components/Button.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { newSecret, SECRET_LENGTH } from './newSecret.ts'
import css from './user.module.css'
import type { UserValues } from './userForm.ts'
import { userFormMessages } from './userFormMessages.ts'

/** Fills a random secret into its field, which keeps it hidden until one asks to see it. */
export function SecretGenerator({ form }: { form: UseFormReturnType<UserValues> }) {
  const t = useMessages(userFormMessages)
  const [generated, setGenerated] = useState<string>()
  const handleGenerate = () => {
    const secret = newSecret()
    setGenerated(secret)
    form.setFieldValue('secret_key', secret)
  }
  return (
    <div className={css.generator}>
      <Button size="small" onClick={handleGenerate}>
        {t.generate}
      </Button>
      <span role="status" className={css.dim}>
        {generated !== undefined && generated === form.values.secret_key ? t.generated(SECRET_LENGTH) : ''}
      </span>
    </div>
  )
}
