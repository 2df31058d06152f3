export const themes = {
  dark: { name: "Default Dark Modern", label: "Dark Modern", workbenchClass: "vs-dark", colorScheme: "dark" },
  light: { name: "Default Light Modern", label: "Light Modern", workbenchClass: "vs", colorScheme: "light" },
  hcDark: {
    name: "Default High Contrast",
    label: "Dark High Contrast",
    workbenchClass: "hc-black",
    colorScheme: "dark",
  },
  hcLight: {
    name: "Default High Contrast Light",
    label: "Light High Contrast",
    workbenchClass: "hc-light",
    colorScheme: "light",
  },
} as const;

export type Theme = keyof typeof themes;
