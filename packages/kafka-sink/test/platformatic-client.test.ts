import { platformaticClient } from '../src/client/platformatic-client.js';
import { clientConformance } from './support/client-kit.js';

clientConformance('platformatic', platformaticClient);
