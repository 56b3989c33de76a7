export { default } from './lint.config.mjs';
