import { createTheme, defaultVariantColorsResolver, type VariantColorsResolver } from '@mantine/core'
import './mantine.css'
import './theme.css'

/** Filled things read their text colour from a variable, because our accent of the dark scheme is a light one. */
const variantColors: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input)
  return input.variant === 'filled' ? { ...colors, color: 'var(--filled-text)' } : colors
}

/**
 * Mantine's part of the look; colours and sizes stand in theme.css. Set `<MantineProvider theme={theme}
 * withCssVariables={false} withGlobalClasses={false}>`, and change the scheme with
 * `useMantineColorScheme({ keepTransitions: true })`: without it Mantine writes a style element.
 * `lockScroll` stays off for the same reason (react-remove-scroll writes one).
 */
export const theme = createTheme({
  variantColorResolver: variantColors,
  respectReducedMotion: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  components: {
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Checkbox: { defaultProps: { iconColor: 'var(--filled-text)' } },
    Modal: { defaultProps: { lockScroll: false, radius: 'md', centered: true, transitionProps: { duration: 120 } } },
    Drawer: { defaultProps: { lockScroll: false, transitionProps: { duration: 120 } } },
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } },
    Tooltip: { defaultProps: { openDelay: 300, events: { hover: true, focus: true, touch: true } } },
  },
})
