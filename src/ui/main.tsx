import { createRoot } from 'react-dom/client';
import { App, hurry } from './app.js';
import { applyTheme, storedTheme } from './browser/theme.js';
import './style/tokens.css';
import './style/base.css';

hurry(location.pathname);
applyTheme(storedTheme());
const place = document.getElementById('app');
if (place) createRoot(place).render(<App />);
