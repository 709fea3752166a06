import { scenesThatAre } from '../scene.ts';

/** Organisations that never were, and how their story is told. */
export const told = scenesThatAre('illustrative');

export const MINISTRY = 'Ministry of Water of Montavira (fictional)';
export const UTILITY = 'Aguaclara Utilities (fictional)';
export const RIVERS = 'Riverkeepers Alliance (fictional)';
export const FUND = 'Southern Lakes Fund (fictional)';
export const SCHOOL = 'Polytechnic of San Telmo (fictional)';
export const FOUNDATION = 'Tierra Alta Foundation (fictional)';
export const REGISTER = 'Open Aid Register (fictional)';

export const usd = (amount: string) => ({ amount, currency: 'USD' });
