/** True in builds that carry the simulated cloud in the browser (`npm run dev`, `npm run demo`). */
declare const __SIMULATED__: boolean
