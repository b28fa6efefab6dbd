import { createTheme } from '@mantine/core'
import './mantine.css'
import './theme.css'

/**
 * Mantine's part of the look; colours and sizes stand in theme.css. Set `<MantineProvider theme={theme}
 * withCssVariables={false} withGlobalClasses={false}>`, and change the scheme with
 * `useMantineColorScheme({ keepTransitions: true })`: without it Mantine writes a style element.
 * `lockScroll` stays off for the same reason (react-remove-scroll writes one).
 */
export const theme = createTheme({
  respectReducedMotion: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  components: {
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Checkbox: { defaultProps: { iconColor: 'var(--on-accent)' } },
    Modal: { defaultProps: { lockScroll: false, radius: 'md', centered: true, transitionProps: { duration: 120 } } },
    Drawer: { defaultProps: { lockScroll: false, transitionProps: { duration: 120 } } },
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } },
  },
})
