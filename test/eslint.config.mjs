export { default } from '../scripts/lint.config.mjs';
