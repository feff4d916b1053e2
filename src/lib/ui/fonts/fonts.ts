import bricolage from './bricolage-grotesque.woff2';
import sourceSans from './source-sans-3.woff2';

/**
 * Where each family is, weights 400 to 800, subset to French, Breton and English. `src/app.html` brings them in once the
 * words are painted: named in a style sheet, they cost an old phone a tenth of a second before its first paint.
 */
export const fonts = { 'Bricolage Grotesque': bricolage, 'Source Sans 3': sourceSans };
