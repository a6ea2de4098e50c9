import { componentCss } from "./component-css.ts";
import { layoutCss } from "./layout-css.ts";
import { mediaCss } from "./media-css.ts";

/** The sheet of the admin page: NHS spacing and contrast in rules of our own. */
export const adminCss: string = [layoutCss, componentCss, mediaCss].join("\n");
