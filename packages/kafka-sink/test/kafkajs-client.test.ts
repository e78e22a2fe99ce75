import { kafkajsClient } from '../src/client/kafkajs-client.js';
import { clientConformance } from './support/client-kit.js';

clientConformance('kafkajs', kafkajsClient);
