import { platformaticClient } from '../src/client/platformatic-client.js';
import { connectionConformance } from './support/connection-kit.js';

connectionConformance('platformatic', platformaticClient);
